/** {@code POST /api/records/{flow}}: one record a call. Looks at five named headers and no other. */
@NullMarked
package vn.lienthong.intake.push;

import org.jspecify.annotations.NullMarked;
