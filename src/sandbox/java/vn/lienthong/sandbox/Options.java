package vn.lienthong.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments of the form {@code --name=value} or {@code --name}. */
public record Options(Map<String, String> given) {

    public static Options of(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("expected --name=value, got " + argument);
            }
            String[] parts = argument.substring(2).split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "true");
        }
        return new Options(given);
    }

    public String get(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(get(name, String.valueOf(otherwise)));
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }
}
