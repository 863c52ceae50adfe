/** Where the rooms are put together: the application itself and nothing else. Each room explains itself in its own page. */
@NullMarked
package vn.lienthong;

import org.jspecify.annotations.NullMarked;
