package vn.lienthong.mapping.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;

/**
 * One look at a folder of definition files: all of it is read at once, so that everything compiled from it belongs together.
 * Names are relative to the folder, with {@code /}.
 */
public final class DefinitionFiles {

    /** No definition file is larger, and no folder has more files; what is beyond is a fault, not a heap full of text. */
    static final int LARGEST = 8 << 20;

    private static final int MOST_FILES = 20_000;

    private final String shownAs;
    private final Map<String, byte[]> contents;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    /** Reads every YAML, JSON, CSV and XSD file of the folder. */
    public DefinitionFiles(Path folder, Faults faults) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        this.shownAs = name == null ? "" : name + "/";
        this.contents = new TreeMap<>();
        try {
            in(folder).stream()
                    .filter(file -> file.toString().matches(".*\\.(yaml|yml|json|csv|xsd)"))
                    .limit(MOST_FILES)
                    .forEach(file -> take(folder, file, faults));
        } catch (IOException unreadable) {
            faults.add("mapping.folder-unreadable", new Spot(place(folder, unreadable), 0, 0));
        }
    }

    private static String place(Path folder, IOException unreadable) {
        return unreadable instanceof FileSystemException below && below.getFile() != null
                ? below.getFile()
                : folder.toString();
    }

    /**
     * The files in the folder and below, sorted. Links are followed, the folder's own too: a mounted or a released configuration
     * is made of them. What has a name that begins with a dot is passed over, with all that is below it.
     *
     * @throws IOException if some of it cannot be read, or a link leads back to a folder it lies in
     */
    public static List<Path> in(Path folder) throws IOException {
        return List.copyOf(look(folder).keySet());
    }

    /** The same, with what tells one state of a file from another; each is looked at once. */
    public static SortedMap<Path, BasicFileAttributes> look(Path folder) throws IOException {
        SortedMap<Path, BasicFileAttributes> found = new TreeMap<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes is) {
                return !below.equals(folder) && isHidden(below)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                if (is.isRegularFile() && !isHidden(file)) {
                    found.put(file, is);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private DefinitionFiles(String shownAs, Map<String, byte[]> contents) {
        this.shownAs = shownAs;
        this.contents = contents;
    }

    private void take(Path folder, Path file, Faults faults) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".yml")) {
            faults.add("mapping.wrong-ending", new Spot(shown(name), 0, 0));
            return;
        }
        try {
            if (Files.size(file) > LARGEST) {
                faults.add("mapping.file-too-large", new Spot(shown(name), 0, 0));
                return;
            }
            contents.put(name, Files.readAllBytes(file));
        } catch (IOException unreadable) {
            faults.add("mapping.file-unreadable", new Spot(shown(name), 0, 0));
        }
    }

    public List<String> names() {
        return List.copyOf(contents.keySet());
    }

    public String shown(String name) {
        return shownAs + name;
    }

    /** The file a place is in; null if it is in none of these. */
    public @Nullable String name(Spot spot) {
        String name = spot.file().startsWith(shownAs) ? spot.file().substring(shownAs.length()) : "";
        return contents.containsKey(name) ? name : null;
    }

    /** The same files, one of them as it would be. */
    public DefinitionFiles with(String name, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(contents);
        changed.put(name, content);
        return new DefinitionFiles(shownAs, changed);
    }

    /** A file's lines, as they are; of one that is not there or not UTF-8, none. */
    public List<String> lines(String name) {
        String text = text(name, new Faults());
        return text == null ? List.of() : text.lines().toList();
    }

    /** The documents of a YAML file. */
    public List<Item> yaml(String name, Faults faults) {
        String text = text(name, faults);
        return text == null ? List.of() : new YamlReader(shown(name), faults).read(text);
    }

    public @Nullable Item json(String name, Faults faults) {
        String text = text(name, faults);
        return text == null ? null : new JsonReader(shown(name), faults).read(text);
    }

    public CsvTable csv(String name, Faults faults) {
        String text = text(name, faults);
        return text == null
                ? new CsvTable(shown(name), List.of(), List.of())
                : CsvTable.read(shown(name), text, faults);
    }

    /** A file's bytes, never to be altered; none of one that is not there. */
    public byte[] content(String name) {
        return contents.getOrDefault(name, new byte[0]);
    }

    /** A hash over the file, for versions. Many mappings use the same files, so each is made once. */
    public String hash(String name) {
        return hashes.computeIfAbsent(name, file -> Sha256.hex(content(file)));
    }

    /** The name of a file as another file refers to it, or null with a fault if it is outside of the folder or not there. */
    public @Nullable String resolve(String from, String reference, Spot spot, Faults faults) {
        Path base = Path.of("/" + from).getParent();
        String name =
                base == null ? reference : base.resolve(reference).normalize().toString();
        name = name.replace('\\', '/').replaceFirst("^/", "");
        if (reference.startsWith("/") || !contents.containsKey(name)) {
            faults.add(Problem.of("mapping.no-such-file")
                    .at(spot.place())
                    .with("file", reference)
                    .with("hint", Suggestion.of(name, likelyMeant(name))));
            return null;
        }
        return name;
    }

    /** Files of the same ending: whoever asks for a contract means no code table. */
    private List<String> likelyMeant(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        List<String> alike = contents.keySet().stream()
                .filter(each -> each.endsWith("." + ending))
                .toList();
        return alike.isEmpty() ? names() : alike;
    }

    /** A file as text; null with a fault if it is not UTF-8. */
    public @Nullable String text(String name, Faults faults) {
        byte[] bytes = contents.get(name);
        if (bytes == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            faults.add("mapping.file-not-utf-8", new Spot(shown(name), 0, 0));
            return null;
        }
    }
}
