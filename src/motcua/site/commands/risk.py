"""`motcua risk`: models trained and judged, the figures of selection, and the draw of a day checked."""

import typer

from motcua.site.commands import risk_figures, risk_learning

app = typer.Typer(no_args_is_help=True)
for command in (risk_learning.train, risk_learning.evaluate, risk_figures.report, risk_figures.verify):
    app.command()(command)
