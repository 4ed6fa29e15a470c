// The scripts that `completion` prints. Each asks `kubectl __completeNoDesc` what may follow, and offers it.

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
    COMPREPLY=("\${lines[@]}")
    if [ \${#COMPREPLY[@]} -eq 1 ] && [[ \${COMPREPLY[0]} == --*= ]]; then
        compopt -o nospace
    fi
    if [ "$directive" = 0 ] && [ \${#COMPREPLY[@]} -eq 0 ]; then
        COMPREPLY=($(compgen -f -- "$current"))
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
    compadd -Q -- "\${lines[@]}"
    if [[ $directive == 0 ]]; then
        _files
    fi
}
`;

const fish = `# fish completion for kubectl
function __kubectl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    for line in $lines[1..-2]
        echo $line
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
    $lines | Select-Object -SkipLast 1 | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;

export const scripts: Readonly<Record<string, string>> = { bash, zsh, fish, powershell };
