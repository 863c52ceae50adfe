package vn.lienthong.mapping.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.LiveCase;
import vn.lienthong.mapping.MappingTests;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.beginning.Beginning;
import vn.lienthong.mapping.cases.CaseRunner.Result;
import vn.lienthong.mapping.contract.Contract;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Similarity;
import vn.lienthong.mapping.folder.MappingFolder;

/** Begins a mapping. */
final class NewCommand implements Command {

    @Override
    public String help() {
        return """
                mapping new CONTRACT SAMPLE [--name=folder/name]
                Begins a mapping from a file somebody has (CSV, XLSX, XML, JSON, NDJSON) to a contract within a mappings
                folder (a JSON Schema, or an element of an XSD: dossier.xsd#MSyncDocument): likely rules by likeness of
                names and of the contract's x-aliases (accents folded, words split) and by what the columns hold, lists
                and levels too, with the usual conversion (x-as) and the crosswalk that knows the sample's codes; unsure
                ones as comments; and a first case with an invented record of the sample's shape. It loads and its case
                holds; what is missing is what the case says. Nothing is written over.
                  --name   the mapping's name and folder; otherwise the contract's folder and the sample's name
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("name");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(2, 2);
        String[] named = arguments.words().getFirst().split("#", 2);
        String element = named.length > 1 ? named[1] : "";
        Path contract = Arguments.file(named[0]).toAbsolutePath().normalize();
        Path sample = arguments.file(1);
        Path root = MappingFolder.root(contract);
        String contractName = root.relativize(contract).toString().replace('\\', '/');
        String name = name(arguments.option("name"), contractName, sample);
        Path folder = root.resolve(name);
        Path file = root.resolve(name + "/mapping.yaml");
        if (Files.exists(file)) {
            throw new Misuse(file + " is there already");
        }
        String target = folder.relativize(contract).toString().replace('\\', '/');
        Optional<Beginning> beginning;
        try {
            beginning = Beginning.of(
                    sample,
                    name,
                    element.isEmpty() ? target : target + "#" + element,
                    structure(root, contractName, element, output),
                    MappingFolder.around(contract).codes().crosswalks());
        } catch (UnreadableFile unreadable) {
            output.problem(sample.toString(), unreadable.problem());
            return 1;
        }
        if (beginning.isEmpty()) {
            output.line(sample + " has no record, read as its name says: CSV, XLSX, XML, JSON or NDJSON");
            return 1;
        }
        Files.createDirectories(folder);
        Files.writeString(file, beginning.get().text());
        try {
            LiveCase first = LiveCase.write(
                    root, name, beginning.get().record(), "maps-the-first-record", "The first record of a sample.");
            output.line(file + " and " + first.file() + " are written");
        } catch (LiveCase.Impossible impossible) {
            output.line(file + " is written; there is no case: " + impossible.getMessage());
        }
        return test(folder, output);
    }

    private static int test(Path folder, Output output) {
        List<Result> failed = new MappingTests(output.language())
                .run(folder).stream()
                        .filter(result -> !result.passed() && result.file().endsWith("maps-the-first-record.yaml"))
                        .toList();
        failed.forEach(result -> output.line(result.file() + ": " + result.failures()));
        return failed.isEmpty() ? 0 : 1;
    }

    private static Type.Structure structure(Path root, String name, String element, Output output) throws Misuse {
        Faults faults = new Faults();
        DefinitionFiles files = new DefinitionFiles(root, faults);
        Contract contract = Contract.compile(files, name, element, faults);
        Type.Structure structure = contract == null ? null : contract.structure();
        if (structure == null) {
            faults.list().forEach(fault -> output.problem("", fault));
            throw new Misuse(name + " is no contract of one object");
        }
        return structure;
    }

    private static String name(@Nullable String wanted, String contract, Path sample) throws Misuse {
        String name = wanted == null ? likely(contract, sample) : wanted;
        if (!name.matches("[a-z0-9][a-z0-9-]*(/[a-z0-9-]+)*")) {
            throw new Misuse("--name: expected words of a-z, 0-9 and -, with / between, got \"" + name + "\"");
        }
        return name;
    }

    private static String likely(String contract, Path sample) {
        String file = String.valueOf(sample.getFileName()).replaceAll("\\.[^.]*$", "");
        String folder = contract.contains("/") ? contract.substring(0, contract.indexOf('/')) + "/" : "";
        return folder + String.join("-", Similarity.words(file));
    }
}
