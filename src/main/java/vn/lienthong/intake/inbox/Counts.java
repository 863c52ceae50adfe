package vn.lienthong.intake.inbox;

/** What became of a file's rows. Each row counts once; {@code rows} is the sum of all but {@code withWarnings}. */
record Counts(
        long rows,
        long taken,
        long newVersions,
        long older,
        long repeated,
        long repeatedInFile,
        long conflicts,
        long dead,
        long notOwed,
        long withWarnings) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(RowResult row) {
        RowResult.Kind kind = row.kind();
        return new Counts(
                rows + 1,
                taken + one(kind == RowResult.Kind.TAKEN),
                newVersions + one(kind == RowResult.Kind.NEW_VERSION),
                older + one(kind == RowResult.Kind.OLDER),
                repeated + one(kind == RowResult.Kind.REPEATED),
                repeatedInFile + one(kind == RowResult.Kind.REPEATED_IN_FILE),
                conflicts + one(kind == RowResult.Kind.CONFLICT),
                dead + one(kind == RowResult.Kind.DEAD),
                notOwed + one(kind == RowResult.Kind.NOT_OWED),
                withWarnings + one(!row.warnings().isEmpty()));
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
