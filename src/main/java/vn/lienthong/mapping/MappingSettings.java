package vn.lienthong.mapping;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the room.
 *
 * @param dir the folder of mappings, crosswalks, code tables and contracts
 */
@ConfigurationProperties(prefix = "mappings", ignoreUnknownFields = false)
record MappingSettings(@DefaultValue("mappings") Path dir) {}
