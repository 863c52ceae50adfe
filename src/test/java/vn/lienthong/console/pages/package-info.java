@NullMarked
package vn.lienthong.console.pages;

import org.jspecify.annotations.NullMarked;
