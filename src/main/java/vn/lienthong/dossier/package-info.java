/**
 * The nouns all rooms share, as values: a dossier's number, a procedure's and an agency's code, a record as it came, the
 * batch in which records of one dossier travel through a route, a problem a person can act on, the country's time, the hash by
 * which a content is known again, and what a log may have of something thrown. It knows no database, no counterpart and no
 * framework.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.lienthong.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
