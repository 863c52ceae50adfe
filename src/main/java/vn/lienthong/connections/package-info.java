/**
 * How the ministry's own databases ({@code sources.<name>}) and Kafka brokers ({@code brokers.<name>}) are reached, for those who
 * take records from there ({@code intake}) and those who deliver them there ({@code agency}): settings, drivers, connections, and
 * how long each may take. It neither reads nor writes, and shows no password.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.lienthong.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
