package vn.lienthong.mapping.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.lienthong.mapping.file.Suggestion;

/** A group of commands under one word. */
public final class Commands {

    private final String group;
    private final Map<String, Command> commands;

    private Commands(String group, Map<String, Command> commands) {
        this.group = group;
        this.commands = commands;
    }

    /** {@code lienthong mapping …} */
    public static Commands mapping() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("test", new TestCommand());
        commands.put("run", new RunCommand());
        commands.put("coverage", new CoverageCommand());
        commands.put("diff", new DiffCommand());
        commands.put("docs", new DocsCommand());
        commands.put("new", new NewCommand());
        return new Commands("mapping", commands);
    }

    /** {@code lienthong crosswalk …} */
    public static Commands crosswalk() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("export", new ExportCommand());
        commands.put("import", new ImportCommand());
        commands.put("suggest", new SuggestCommand());
        return new Commands("crosswalk", commands);
    }

    /**
     * @param words the command's name and what follows it; {@code --help} may stand anywhere
     * @return 0 if all is well, 1 if something is wrong with what the command looked at, 2 if it was called wrongly
     */
    public int run(List<String> words, PrintStream out) {
        Output output = new Output(out, Locale.getDefault());
        Command command = words.isEmpty() ? null : commands.get(words.getFirst());
        if (command == null) {
            if (!words.isEmpty() && !words.getFirst().startsWith("-")) {
                output.line("unknown command " + words.getFirst() + ", did you mean " + group + " "
                        + Suggestion.of(words.getFirst(), commands.keySet()) + "?");
            }
            commands.values().forEach(each -> output.line(firstLine(each)));
            output.line(group + " COMMAND --help says more");
            return words.contains("--help") ? 0 : 2;
        }
        if (words.contains("--help")) {
            output.line(command.help().strip());
            return 0;
        }
        try {
            return command.run(Arguments.of(words.subList(1, words.size()), command.options()), output);
        } catch (Misuse misuse) {
            output.line(group + " " + words.getFirst() + ": " + misuse.getMessage());
            output.line(firstLine(command));
        } catch (IOException unreadable) {
            output.line(group + " " + words.getFirst() + ": cannot read or write " + unreadable.getMessage() + " ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
        return 2;
    }

    private static String firstLine(Command command) {
        return command.help().strip().lines().findFirst().orElse("");
    }
}
