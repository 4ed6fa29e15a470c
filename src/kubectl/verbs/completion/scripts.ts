// The scripts that `completion` prints. Each asks `kubectl __completeNoDesc` what may follow, and offers it as the
// number in the last line says: 2 without a space, 4 without names of files, 8 files that end so.

const bash = `# bash completion for kubectl
__kubectl_complete() {
    local current=\${COMP_WORDS[COMP_CWORD]}
    local words=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
    local IFS=$'\\n'
    local lines=($("\${COMP_WORDS[0]}" __completeNoDesc "\${words[@]}" "$current" 2>/dev/null))
    local directive=0
    if [ \${#lines[@]} -gt 0 ]; then
        directive=\${lines[\${#lines[@]}-1]#:}
        unset "lines[\${#lines[@]}-1]"
    fi
    if ((directive & 8)); then
        local pattern
        pattern=$(IFS='|'; echo "!*.@(\${lines[*]})")
        COMPREPLY=($(compgen -f -X "$pattern" -- "$current") $(compgen -d -- "$current"))
        compopt -o filenames
        return
    fi
    COMPREPLY=("\${lines[@]}")
    if ((directive & 2)); then
        compopt -o nospace
    fi
    if ((directive & 4)); then
        compopt +o default
    fi
}

__start_kubectl() {
    __kubectl_complete
}

complete -o default -F __start_kubectl kubectl
`;

const zsh = `#compdef kubectl
compdef _kubectl kubectl

_kubectl() {
    local -a lines
    lines=("\${(@f)$(\${words[1]} __completeNoDesc "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
    local directive=\${lines[-1]#:}
    lines=("\${(@)lines[1,-2]}")
    if ((directive & 8)); then
        _files -g "*.(\${(j:|:)lines})"
        return
    fi
    if ((directive & 2)); then
        compadd -Q -S '' -- "\${lines[@]}"
    else
        compadd -Q -- "\${lines[@]}"
    fi
    if ((!(directive & 4))); then
        _files
    fi
}
`;

const fish = `# fish completion for kubectl
function __kubectl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    set -l directive (string replace -r '^:' '' -- $lines[-1])
    if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$current"
    end
    if test (math "bitand($directive, 8)") -eq 0
        for line in $lines[1..-2]
            echo $line
        end
    end
end

complete -c kubectl -e
complete -c kubectl -f -a '(__kubectl_complete)'
`;

const powershell = `# powershell completion for kubectl
Register-ArgumentCompleter -Native -CommandName 'kubectl' -ScriptBlock {
    param($word, $ast, $position)
    $words = $ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() }
    if ($word -eq '') { $words = @($words) + '""' }
    $lines = & kubectl __completeNoDesc @words 2>$null
    if ([int]($lines[-1].Substring(1)) -band 8) { return }
    $lines | Select-Object -SkipLast 1 | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;

export const scripts: Readonly<Record<string, string>> = { bash, zsh, fish, powershell };
