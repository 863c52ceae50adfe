/** Code tables (a list of codes) and crosswalks (pairs between two of them), with the days on which they hold. */
@NullMarked
package vn.lienthong.mapping.code;

import org.jspecify.annotations.NullMarked;
