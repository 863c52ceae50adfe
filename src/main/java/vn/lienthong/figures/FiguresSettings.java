package vn.lienthong.figures;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code figures.*}; explained in {@code settings/figures.yaml}.
 *
 * @param lists the folder of {@code procedures.csv} and {@code statuses.csv}
 */
@ConfigurationProperties(prefix = "figures", ignoreUnknownFields = false)
record FiguresSettings(String lists) {}
