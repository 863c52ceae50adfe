package vn.lienthong.mapping.command;

import java.nio.file.Path;
import java.util.List;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.folder.MappingFolder;

/** The crosswalk a person means, and the folder it is in. */
record ChosenCrosswalk(Path root, MappingFolder folder, Crosswalk crosswalk) {

    /** @throws Misuse if the file declares none or several, or it has a fault; its faults have been printed */
    static ChosenCrosswalk of(Path file, Output output) throws Misuse {
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
}
