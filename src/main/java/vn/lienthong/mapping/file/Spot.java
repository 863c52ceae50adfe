package vn.lienthong.mapping.file;

/** A place in a definition file, as people name it: the file from the mappings folder on, line and column from 1. */
public record Spot(String file, int line, int column) {

    /** {@code mappings/npsp/dossier/mapping.yaml:8}, what a problem gives as its place. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
