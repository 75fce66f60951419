/** Shows the progress of long work on stderr: a bar on a terminal, otherwise a line for every tenth. */
export function progressBar(
  label: string,
  output: NodeJS.WriteStream,
): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    const step = output.isTTY ? percent : percent - (percent % 10);
    if (step === shown) return;
    shown = step;
    output.write(output.isTTY ? bar(label, percent) : `${label}: ${step} %\n`);
  };
}

function bar(label: string, percent: number): string {
  const filled = Math.floor(percent / 4);
  const end = percent === 100 ? '\n' : '';
  return `\r${label} [${'#'.repeat(filled)}${'.'.repeat(25 - filled)}] ${percent} %${end}`;
}
