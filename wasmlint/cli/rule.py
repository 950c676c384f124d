"""`wasmlint rule`: list, explain, test and begin rules."""

import json
import sys
from pathlib import Path

import typer

from wasmlint.analysis.catalog import schema
from wasmlint.cli.choices import check_choice
from wasmlint.cli.exits import Exit
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.core.errors import UsageError
from wasmlint.core.text import safe
from wasmlint.engine.cases import judge_case
from wasmlint.engine.plan import Plan
from wasmlint.rulepack.cases import run_cases
from wasmlint.rulepack.load import RulePack, load_pack
from wasmlint.rulepack.new import skeleton
from wasmlint.rulepack.rule import Rule
from wasmlint.rulepack.select import find
from wasmlint.rulepack.show import markdown, plain

app = typer.Typer(
    help="List, explain, test and begin rules.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

_PACK = typer.Option(
    [], "--pack", metavar="FOLDER", help="Rules of your own, besides the built-in ones."
)


@app.callback()
def _root(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(Exit.USAGE)


@app.command("list", short_help="List all rules.")
def list_rules(
    packs: list[str] = _PACK,
    output_format: str = typer.Option(
        "text", "--format", "-f", metavar="FMT", help="text or json."
    ),
) -> None:
    """List all rules: id, name, severity and what each is about."""
    check_choice("--format", output_format, ("text", "json"))
    rules = _pack(packs).rules
    if output_format == "json":
        content = [
            {
                "id": rule.info.id,
                "name": rule.info.name,
                "family": rule.info.family,
                "severity": rule.info.severity.value,
                "confidence": rule.info.confidence.value,
                "table": rule.table,
                "summary": rule.info.summary,
            }
            for rule in rules
        ]
        print(json.dumps(content, indent=2, ensure_ascii=False))
        return
    width = max((len(rule.info.name) for rule in rules), default=0)
    for rule in rules:
        info = rule.info
        print(f"{info.id}  {info.name:{width}}  {info.severity!s:8} {info.summary}")


@app.command("show", short_help="Explain rules.")
def show_rule(
    selectors: list[str] = typer.Argument(..., metavar="RULE", help="Ids, names or families."),
    packs: list[str] = _PACK,
    output_format: str = typer.Option(
        "text", "--format", "-f", metavar="FMT", help="text or markdown."
    ),
) -> None:
    """Explain rules: what each finds, why it matters, what to do, how it decides."""
    check_choice("--format", output_format, ("text", "markdown"))
    pack = _pack(packs)
    rules = [rule for selector in selectors for rule in find(pack, selector)]
    render = markdown if output_format == "markdown" else plain
    print("\n\n".join(render(rule).rstrip() for rule in dict.fromkeys(rules)))


@app.command("test", short_help="Run rules on their own cases.")
def run_rule_cases(
    targets: list[str] | None = typer.Argument(
        None,
        metavar="RULE|FOLDER|FILE",
        help="What to test; nothing tests all rules of the settings.",
        show_default=False,
    ),
    packs: list[str] = _PACK,
) -> int:
    """Run rules on their own cases, by the pipeline that `check` uses. Exit 1 if one fails."""
    failed = total = 0
    for rule in _targets(targets or [], packs):
        for result in run_cases(rule, judge_case):
            total += 1
            if not result.passed:
                failed += 1
                print(f"{safe(rule.info.id)}: {safe(result.case.name)}: FAILED")
                for line in result.difference:
                    print(f"  {safe(line, 500)}")
    print(f"{total} cases, {failed} failed", file=sys.stderr)
    return Exit.FINDINGS if failed else Exit.CLEAN


@app.command("new", short_help="Begin a new rule.")
def new_rule(
    family: str = typer.Argument(..., help="The family, or the folder of your own pack."),
    name: str = typer.Argument(..., help="Kebab-case; it names the problem: oversized-function."),
    folder: Path = typer.Option(
        Path("rules"), "--rules", metavar="FOLDER", help="Where rules lie."
    ),
) -> None:
    """Write the skeleton of a new rule, with the next free id and both kinds of cases."""
    file, text = skeleton(family, name, folder, schema())
    if file.exists():
        raise UsageError(f"{safe(str(file))} exists already")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{safe(str(file))}: cannot be written: {error.strerror}") from None
    print(f"{file}: fill it in, then run `wasmlint rule test {file}`")


def _pack(packs: list[str]) -> RulePack:
    settings = settings_for(Overrides(packs=tuple(packs)))(Path.cwd())
    return Plan(settings, with_cases=True).pack


def _targets(targets: list[str], packs: list[str]) -> list[Rule]:
    if not targets:
        return list(_pack(packs).rules)
    rules: list[Rule] = []
    for target in targets:
        path = Path(target)
        if path.exists():
            rules += load_pack([path], schema()).rules
        else:
            rules += find(_pack(packs), target)
    return list(dict.fromkeys(rules))
