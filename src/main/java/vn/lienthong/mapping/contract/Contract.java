package vn.lienthong.mapping.contract;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;

/**
 * A compiled contract.
 *
 * @param type what a message is
 * @param files the files it is made of: its own, and those it refers to
 * @param tables the code tables it names, each where it does
 * @param xml how a message is written as XML; null: it is JSON
 */
public record Contract(
        Type type,
        SortedSet<String> files,
        List<Named> tables,
        @Nullable XmlForm xml) {

    public Contract {
        tables = List.copyOf(tables);
    }

    /** A code table of that name is what a field's codes are from. */
    public record Named(String table, Spot spot) {}

    /**
     * Compiles the contract in a file; null if it cannot be one, and every fault is taken down.
     *
     * @param name of a file that is there: a JSON Schema, or an XSD
     * @param element which of an XSD's elements; empty: the only one
     */
    public static @Nullable Contract compile(DefinitionFiles files, String name, String element, Faults faults) {
        return name.endsWith(".xsd")
                ? XsdFile.compile(files, name, element, faults)
                : ContractFile.compile(files, name, faults);
    }

    /** The contract of an object; null if it is another. */
    public Type.@Nullable Structure structure() {
        return type instanceof Type.Structure structure ? structure : null;
    }
}
