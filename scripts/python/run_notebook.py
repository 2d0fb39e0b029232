"""Runs a notebook through the Jupyter protocol, cell by cell, and writes it with its results.

    run_notebook.py NOTEBOOK OUTPUT

Says which cell runs; prints the tables of the last cells that have one; ends with status 1 where a cell fails.
"""

import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main(source: str, target: str) -> int:
    notebook = nbformat.read(source, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": "notebooks"}})
    started = time.monotonic()
    status = 0
    with client.setup_kernel():
        for number, cell in enumerate(cells, 1):
            first_line = next((line for line in cell.source.splitlines() if not line.startswith("#")), "")
            print(f"  [{number}/{len(cells)}] {first_line}", flush=True)
            try:
                client.execute_cell(cell, notebook.cells.index(cell))
            except CellExecutionError as error:
                print(error, file=sys.stderr)
                status = 1
                break
    language = client.nb.metadata.get("language_info")
    if language is None:
        notebook.metadata["language_info"] = {"name": "mvae", "file_extension": ".mvae"}
    nbformat.write(notebook, target)
    for text in comparison_tables(cells):
        print("\n" + text)
    print(f"\n  {source}: {len(cells)} cells in {time.monotonic() - started:.1f} s -> {target}")
    return status


def comparison_tables(cells):
    """The text of every result that is a comparison."""
    for cell in cells:
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", "")
            if "Clusters, k = " in text:
                yield text


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
