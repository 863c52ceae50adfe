/** Lets routes reach the interface of 2026: {@code npsp-2026:dossier} and {@code npsp-2026:progress}. */
@NullMarked
package vn.lienthong.npsp2026.camel;

import org.jspecify.annotations.NullMarked;
