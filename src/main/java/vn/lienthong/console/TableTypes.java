package vn.lienthong.console;

/** The types under which tables are downloaded. */
public final class TableTypes {

    public static final String CSV = "text/csv;charset=UTF-8";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private TableTypes() {}
}
