package org.ringlake.jobs.lake.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDiskTest {
  private static final FsPermission MINE_ALONE = new FsPermission("600");

  @TempDir private java.nio.file.Path folder;
  private Configuration configuration;
  private Path first;
  private Path second;

  @BeforeEach
  void configure() {
    configuration = new Configuration(false);
    configuration.set("fs.file.impl", LocalDisk.class.getName());
    configuration.set("fs.AbstractFileSystem.file.impl", LocalDiskContext.class.getName());
    first = new Path(folder.resolve("first").toUri());
    second = new Path(folder.resolve("second").toUri());
  }

  @Test
  void aFileHasThePermissionsItIsMadeWith() throws IOException {
    try (FileSystem disk = FileSystem.newInstance(first.toUri(), configuration)) {
      FileSystem.create(disk, first, MINE_ALONE).close();
      assertThat(disk).isInstanceOf(LocalDisk.class);
      assertThat(disk.getFileStatus(first).getPermission()).isEqualTo(MINE_ALONE);

      disk.setPermission(first, new FsPermission("0755"));
      assertThat(disk.getFileStatus(first).getPermission().toString()).isEqualTo("rwxr-xr-x");
    }
  }

  @Test
  void ofTwoWhoCommitTheSameVersionOneIsRefused() throws IOException {
    FileContext context = FileContext.getFileContext(first.toUri(), configuration);
    write(context, first, "mine");
    write(context, second, "theirs");
    assertThat(context.getDefaultFileSystem()).isInstanceOf(LocalDiskContext.class);

    assertThatThrownBy(() -> context.rename(first, second, Rename.NONE))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(folder.resolve("second")).hasContent("theirs");

    context.rename(first, second, Rename.OVERWRITE);
    assertThat(folder.resolve("second")).hasContent("mine");
    assertThat(folder.resolve("first")).doesNotExist();
  }

  @Test
  void aFileThatIsNoLinkIsItsOwnStatus() throws IOException {
    FileContext context = FileContext.getFileContext(first.toUri(), configuration);
    write(context, first, "text");
    assertThat(context.getFileLinkStatus(first).getLen()).isEqualTo("text".length());
    assertThat(context.getFileLinkStatus(first).isSymlink()).isFalse();
  }

  @Test
  void aFolderBehindALinkIsReadAsTheFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
    Files.writeString(folder.resolve("real").resolve("file"), "text");
    try (FileSystem disk = FileSystem.newInstance(first.toUri(), configuration)) {
      Path link = new Path(folder.resolve("link").toUri());
      assertThat(disk.listStatus(link)).hasSize(1);
      assertThat(disk.getFileLinkStatus(link).isDirectory()).isTrue();
    }
  }

  private static void write(FileContext context, Path path, String text) throws IOException {
    try (FSDataOutputStream out = context.create(path, EnumSet.of(CreateFlag.CREATE))) {
      out.write(text.getBytes(UTF_8));
    }
  }
}
