package vn.lienthong.figures;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code figures.*}; explained in {@code settings/figures.yaml}.
 *
 * @param procedures the folder of {@code procedures.csv}
 */
@ConfigurationProperties(prefix = "figures", ignoreUnknownFields = false)
record FiguresSettings(String procedures) {}
