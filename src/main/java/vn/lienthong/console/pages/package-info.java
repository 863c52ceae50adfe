/** Pages for the person on duty, each answering one question; parts that change are asked for again every two seconds. */
@NullMarked
package vn.lienthong.console.pages;

import org.jspecify.annotations.NullMarked;
