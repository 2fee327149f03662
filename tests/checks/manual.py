"""manual.py ROOT - fails when a command, option, key or setting of the tables in the sources is missing from the
manual or from the completions, or is still there after it has left the tables."""

import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
faults = []


def read(name):
    return (root / name).read_text(encoding='utf-8')


def rows(name, pattern):
    found = re.findall(pattern, read(name), re.MULTILINE)
    if not found:
        faults.append(f'{name}: no table found')
    return set(found)


def compare(where, have, want, what):
    faults.extend(f'{where}: {what} {x} is missing' for x in sorted(want - have))
    faults.extend(f'{where}: there is no {what} {x}' for x in sorted(have - want))


def manual_words(text, macro):
    """The words behind a macro such as Cm at the beginning of a line or of an item, without punctuation."""
    words = set()
    for line in re.findall(rf'^\.(?:It )?{macro} (.*)$', text, re.MULTILINE):
        line = re.split(r' (?:Oo|Op|Ar|No) ', line + ' ')[0]
        words |= {w.replace('\\&', '') for w in line.split() if w not in (',', ':', '.')}
    return words


at_prompt = rows('src/cli/commands.c', r'^ *\{ "([a-z-]+)",')
commands = {x for x in at_prompt if not x.startswith('--')}
options = {x for x in at_prompt if x.startswith('--')}
in_reader = rows('src/tui/command.c', r'\] = \{ "([a-z-]+)",') - {'none'}
keys = rows('src/tui/keymap.c', r'\{ "([^" ]+)", "[a-z-]+" \}')
settings = rows('src/app/config.c', r'^ *\{ "([a-z-]+)", OPTION_')

manual = read('man/tearsheet.1')
reader, prompt = manual.split('.Sh COMMANDS')[0], manual.split('.Sh COMMANDS')[1].split('.Sh SEARCHING')[0]
compare('man/tearsheet.1', manual_words(reader.split('.Sh THE READER')[1], 'Ic') - {'bind', 'to'} |
        {str(n) for n in range(1, 10)}, keys | {str(n) for n in range(1, 10)}, 'key')
compare('man/tearsheet.1', manual_words(reader, 'Cm') - {'|'}, in_reader, 'command of the reader')
compare('man/tearsheet.1', set(re.findall(r'^\.(?:It )?Cm ([a-z-]+) (?:Ar|Op) ', reader, re.MULTILINE)),
        rows('src/tui/command.c', r'\] = \{ "([a-z-]+)",\s*"[^"]'), 'command with a word behind it')
compare('man/tearsheet.1', set(re.findall(r'Cm ([a-z-]+)', '\n'.join(
    re.findall(r'^\.(?:It )?Cm .*$', prompt, re.MULTILINE)))) -
        {'text', 'markdown', 'html', 'json', 'opml'} | {'export'} & commands, commands, 'command')
compare('man/tearsheet.1', {'--' + x for line in re.findall(r'^.*\bFl -.*$', prompt, re.MULTILINE)
                              for x in re.findall(r' -([a-z]+)', line)}, options, 'option')
compare('man/tearsheet-config.5', set(re.findall(r'^\.It Cm ([a-z-]+)', read('man/tearsheet-config.5'),
                                                 re.MULTILINE)) - {'bind', 'for-tag', 'site'}, settings, 'setting')

everywhere = {'--help', '--plain', '--profile', '--version'}
bash = read('completions/tearsheet.bash')
compare('completions/tearsheet.bash', set(re.search(r'commands="([^"]*)"', bash)[1].split()), commands, 'command')
for name, takes in re.findall(r'\{ "([a-z-]+)",[^}]*cmd_\w+,\s*"([^"]*)"', read('src/cli/commands.c')):
    case = re.search(rf'^ +(?:[a-z-]+ \| )*{name}(?: \| [a-z-]+)*\) options="([^"]*)"', bash, re.MULTILINE)
    compare('completions/tearsheet.bash', set(case[1].split() if case else []), set(takes.split()),
            f'option of {name}')
zsh = read('completions/_tearsheet')
compare('completions/_tearsheet', set(re.findall(r"^ +'([a-z-]+):", zsh, re.MULTILINE)), commands, 'command')
compare('completions/_tearsheet', set(re.findall(r'(--[a-z]+)\[', zsh)) - everywhere, options, 'option')
fish = read('completions/tearsheet.fish')
compare('completions/tearsheet.fish', set(re.findall(r'^ +([a-z-]+)\\t', fish, re.MULTILINE)), commands, 'command')
compare('completions/tearsheet.fish', {'--' + x for x in re.findall(r'^complete .* -l ([a-z]+)', fish, re.MULTILINE)} - everywhere, options,
        'option')

print('\n'.join(faults), end='\n' if faults else '')
sys.exit(1 if faults else 0)
