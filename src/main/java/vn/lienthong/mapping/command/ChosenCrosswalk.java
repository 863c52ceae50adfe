package vn.lienthong.mapping.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.folder.MappingFolder;

/** The crosswalk a person means, and the folder it is in. */
record ChosenCrosswalk(Path root, MappingFolder folder, Crosswalk crosswalk) {

    private static final Path FOLDER = Path.of("mappings/crosswalks");

    /**
     * @param word a crosswalk's file, or its name within the folder {@code mappings/crosswalks}
     * @throws Misuse if the file declares none or several, or it has a fault; its faults have been printed
     */
    static ChosenCrosswalk of(String word, Output output) throws Misuse {
        Path file = file(word);
        Path root = MappingFolder.root(file);
        MappingFolder folder = MappingFolder.read(root);
        String name =
                root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
        List<Crosswalk> declared = folder.codes().crosswalks().stream()
                .filter(crosswalk -> crosswalk.head().file().equals(name))
                .toList();
        if (declared.size() != 1) {
            folder.faults().forEach(fault -> output.problem("", fault));
            throw new Misuse("expected one usable crosswalk in " + file + ", found " + declared.size());
        }
        return new ChosenCrosswalk(root, folder, declared.getFirst());
    }

    private static Path file(String word) throws Misuse {
        for (Path each : List.of(Path.of(word), FOLDER.resolve(word + ".yaml"))) {
            if (Files.isRegularFile(each)) {
                return each;
            }
        }
        List<String> names = names();
        throw new Misuse("there is no crosswalk " + word
                + (names.isEmpty() ? "" : ", did you mean " + Suggestion.of(word, names) + "?"));
    }

    private static List<String> names() {
        try {
            return DefinitionFiles.in(FOLDER).stream()
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
