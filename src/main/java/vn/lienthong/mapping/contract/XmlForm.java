package vn.lienthong.mapping.contract;

import javax.xml.validation.Schema;

/**
 * What makes a contract XML: its outermost element, and the schema that has the last word on what is written. Both may be
 * used by any number of threads.
 */
public record XmlForm(XmlElement root, Schema schema) {}
