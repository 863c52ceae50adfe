package vn.lienthong.soap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The files a WSDL is made of: what it and its schemas import and include lies beside them. CXF would fetch it from any host, with
 * no end to the time that takes.
 */
final class ContractFiles {

    private static final Set<String> IMPORTING = Set.of("import", "include", "redefine", "override");

    /** A path that starts where the file lies. */
    private static final Pattern BESIDE = Pattern.compile("[^:/\\\\?#][^:\\\\?#]*");

    private final Path contract;
    private final Set<Path> seen = new HashSet<>();

    private ContractFiles(Path contract) {
        this.contract = contract;
    }

    /** @throws IllegalArgumentException naming what lies elsewhere, or that a file is no XML without a document type */
    static void requireBeside(Path contract) {
        new ContractFiles(contract).look(contract);
    }

    private void look(Path file) {
        if (!Files.isRegularFile(file) || !seen.add(file.normalize())) {
            return;
        }
        try {
            look(file, Elements.parse(Files.readAllBytes(file)));
        } catch (PlainXml.Broken | IOException unreadable) {
            throw new IllegalArgumentException("contract: " + file + ": no XML, or XML with a DTD", unreadable);
        }
    }

    private void look(Path file, Element element) {
        if (IMPORTING.contains(String.valueOf(element.getLocalName()))) {
            take(file, element.getAttribute("location"));
            take(file, element.getAttribute("schemaLocation"));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                look(file, inner);
            }
        }
    }

    private void take(Path file, String location) {
        if (location.isBlank()) {
            return;
        }
        if (!BESIDE.matcher(location.strip()).matches()) {
            throw new IllegalArgumentException("contract: " + contract + ": " + location
                    + " is not fetched. Put that file beside it, and name it without a host.");
        }
        look(file.resolveSibling(location.strip()));
    }
}
