/**
 * Who may come in. On loopback, anyone at the machine and no web page of a stranger; elsewhere API keys and accounts,
 * or the connector does not start.
 */
@NullMarked
package vn.lienthong.console.doors;

import org.jspecify.annotations.NullMarked;
