package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;

/** The contracts of one look at a folder, each compiled once for all mappings that use it. */
public final class Contracts {

    private final DefinitionFiles files;
    private final Map<String, Compiled> compiled = new HashMap<>();

    public Contracts(DefinitionFiles files) {
        this.files = files;
    }

    private record Compiled(@Nullable Contract contract, List<Problem> faults) {}

    /**
     * The contract in a file; null if it has a fault, and each is taken down for whoever asks.
     *
     * @param name of a file that is there
     * @param element which of an XSD's elements; empty: the only one
     */
    public @Nullable Contract find(String name, String element, Faults faults) {
        Compiled found = compiled.computeIfAbsent(name + "#" + element, any -> compile(name, element));
        faults.addAll(found.faults);
        return found.contract;
    }

    private Compiled compile(String name, String element) {
        Faults own = new Faults();
        Contract contract = Contract.compile(files, name, element, own);
        return new Compiled(contract, own.list());
    }
}
