package org.ringlake.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** The product's version, as the build wrote it into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"ringlake " + (version == null ? "(development)" : version)};
  }
}
