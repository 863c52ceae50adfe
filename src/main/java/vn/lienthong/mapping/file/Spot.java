package vn.lienthong.mapping.file;

/** A place in a definition file, as people name it: the file from the mappings folder on, line and column from 1. */
public record Spot(String file, int line, int column) {

    /** {@code mappings/npsp/dossier/mapping.yaml:8:3}, what a fault of the file gives as its place. */
    public String place() {
        return line > 0 && column > 0 ? file + ":" + line + ":" + column : toString();
    }

    /** {@code mappings/npsp/dossier/mapping.yaml:8}, the rule a record's problem names. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
