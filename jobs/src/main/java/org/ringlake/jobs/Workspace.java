package org.ringlake.jobs;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one installation's data and settings live.
 *
 * @param root the workspace folder
 * @param conf the folder of its configuration
 * @param lake root of the tables, {@code <lake>/<layer>/<table>}; a path or a URI such as {@code
 *     s3a://bucket/lake}
 * @param inbox root of the incoming files, {@code <inbox>/<feed>/}; a path or a URI
 * @param out what people read: logs, reports, published files
 */
public record Workspace(Path root, Path conf, String lake, String inbox, Path out) {

  /**
   * A workspace in its usual layout, which {@code conf/ringlake.yaml} may change.
   *
   * @param installation whose {@code conf} serves a workspace that has none of its own
   */
  public static Workspace at(Path root, Path installation) {
    Path absolute = root.toAbsolutePath().normalize();
    Path own = absolute.resolve("conf");
    return new Workspace(
        absolute,
        Files.isDirectory(own) ? own : installation.resolve("conf"),
        absolute.resolve("lake").toString(),
        absolute.resolve("inbox").toString(),
        absolute.resolve("out"));
  }

  /**
   * This workspace with its data elsewhere.
   *
   * @param lake relative to the workspace, absolute, or a URI; the others the same
   */
  public Workspace placed(String lake, String inbox, String out) {
    return new Workspace(root, conf, place(lake), place(inbox), Path.of(place(out)));
  }

  private String place(String written) {
    boolean isUri = written.contains("://");
    return isUri ? written : root.resolve(written).normalize().toString();
  }

  /** Spark's settings, {@code key value} lines as spark-submit reads them. */
  public Path sparkDefaults() {
    return conf.resolve("spark-defaults.conf");
  }
}
