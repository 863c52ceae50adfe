package vn.lienthong.mapping.code;

import vn.lienthong.mapping.file.Spot;

/**
 * One line of a code table or a crosswalk.
 *
 * @param second a code table's name for the code; a crosswalk's code on the other side
 * @param note what the file says of it for people, where its form has a place for that; may be empty
 */
public record CodeRow(Spot spot, String code, String second, Period period, String note) {}
