/** Lets routes reach the portal: {@code npsp:DongBoHoSoMC}, {@code npsp:CapNhatTienDoHoSoMC}, {@code npsp:catalogue}. */
@NullMarked
package vn.lienthong.npsp.camel;

import org.jspecify.annotations.NullMarked;
