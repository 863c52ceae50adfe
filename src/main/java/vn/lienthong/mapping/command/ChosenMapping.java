package vn.lienthong.mapping.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.RecordMapping;

/** The mapping a person means. */
final class ChosenMapping {

    private ChosenMapping() {}

    /**
     * @param word a mapping's file, the folder it is in, or its name within the folder {@code mappings}
     * @throws Misuse if there is none, or it has a fault; its faults have been printed
     */
    static RecordMapping of(String word, Output output) throws Misuse {
        Path file = file(word);
        MappingFolder folder = MappingFolder.around(file);
        List<RecordMapping> mappings = folder.mappings();
        if (mappings.size() != 1) {
            folder.faults().forEach(fault -> output.problem("", fault));
            throw new Misuse("there is no usable mapping in " + file);
        }
        return mappings.getFirst();
    }

    private static Path file(String word) throws Misuse {
        for (Path each : List.of(
                Path.of(word),
                Path.of(word + "/mapping.yaml"),
                Path.of("mappings").resolve(word + "/mapping.yaml"))) {
            if (Files.isRegularFile(each)) {
                return each;
            }
        }
        List<String> names = names();
        throw new Misuse("there is no mapping " + word
                + (names.isEmpty() ? "" : ", did you mean " + Suggestion.of(word, names) + "?"));
    }

    /** As {@code mappings} holds them: every folder with a mapping file. */
    private static List<String> names() {
        Path mappings = Path.of("mappings");
        try {
            return DefinitionFiles.in(mappings).stream()
                    .filter(file -> file.toString().endsWith("/mapping.yaml"))
                    .map(file -> mappings.relativize(file.resolveSibling(""))
                            .toString()
                            .replace('\\', '/'))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
