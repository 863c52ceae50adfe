/**
 * A source record in, a counterpart's record out, by definitions kept as files. Pure: no database, no network, no clock.
 * It never invents: a missing source value leaves its target unknown, an unknown code stops the record, and every problem
 * of a record is found at once and names the rule (file and line) and the field. Files are compiled once, when read, and
 * swapped as a whole; a broken file never replaces a good one.
 */
@ApplicationModule(allowedDependencies = "dossier")
@NullMarked
package vn.lienthong.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
