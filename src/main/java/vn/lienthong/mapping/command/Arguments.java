package vn.lienthong.mapping.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows a command: options, {@code --name} or {@code --name=value}, anywhere; the other words in their order. */
record Arguments(List<String> words, Map<String, String> options) {

    /** @param known the options the command has, without their dashes */
    static Arguments of(List<String> given, Set<String> known) throws Misuse {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String each : given) {
            if (!each.startsWith("--")) {
                words.add(each);
                continue;
            }
            int equals = each.indexOf('=');
            String name = equals < 0 ? each.substring(2) : each.substring(2, equals);
            if (!known.contains(name)) {
                throw new Misuse("unknown option --" + name);
            }
            options.put(name, equals < 0 ? "" : each.substring(equals + 1));
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options));
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    void expect(int least, int most) throws Misuse {
        if (words.size() < least || words.size() > most) {
            String number = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new Misuse("expected " + (least == most ? least : number) + " words, got " + words.size());
        }
    }

    /** A number that an option gives. */
    int number(String option, int least, int otherwise) throws Misuse {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new Misuse("--" + option + ": expected a number from " + least + ", got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    /** A file that must be there. */
    Path file(int place) throws Misuse {
        return file(words.get(place));
    }

    static Path file(String name) throws Misuse {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new Misuse("there is no file " + file);
        }
        return file;
    }

    /** A folder that must be there. */
    Path folder(int place, String otherwise) throws Misuse {
        Path folder = Path.of(words.size() > place ? words.get(place) : otherwise);
        if (!Files.isDirectory(folder)) {
            throw new Misuse("there is no folder " + folder);
        }
        return folder;
    }
}
