package vn.lienthong.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.invent.CaseDraft;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.source.RecordReader;

/**
 * A case of a mapping, made of a record that went through the live system, with everything invented that could name anyone.
 *
 * @param file where the case was written
 * @param same whether the invented record ends as the real one does; if not, the case shows something else and needs a hand
 */
public record LiveCase(Path file, boolean same) {

    /**
     * Writes the case into the folder {@code tests} beside the mapping.
     *
     * @param mappings the mappings folder
     * @param mapping the mapping's name
     * @param name the case's file, without its ending
     * @param comment the first line of the file
     * @throws Impossible if there is no such mapping, the record cannot be read, or the case is there already
     */
    public static LiveCase write(Path mappings, String mapping, SourceRecord record, String name, String comment)
            throws IOException, Impossible {
        RecordMapping compiled = MappingFolder.read(mappings).mappings().stream()
                .filter(each -> each.name().equals(mapping))
                .findFirst()
                .orElseThrow(() -> new Impossible("there is no usable mapping " + mapping + " in " + mappings));
        Path file = mappings.resolve(compiled.file()).resolveSibling("tests").resolve(name + ".yaml");
        if (Files.exists(file)) {
            throw new Impossible(file + " is there already");
        }
        try {
            CaseDraft draft = CaseDraft.of(compiled, record, comment);
            Files.createDirectories(file.getParent());
            Files.writeString(file, draft.text());
            return new LiveCase(file, draft.same());
        } catch (RecordReader.Unreadable unreadable) {
            Problem problem = unreadable.problem();
            throw new Impossible(
                    "the record cannot be read (" + problem.code() + "), so nothing of it can be invented");
        }
    }

    /** There is nothing a case could be made of; the message says why, and quotes nothing of the record. */
    public static final class Impossible extends Exception {

        Impossible(String message) {
            super(message);
        }
    }
}
