package org.ringlake.jobs.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.ringlake.feed.FileFormat;
import org.ringlake.feed.ReaderOptions;

/**
 * Looks once through every byte of new files: what they are, how many rows they hold, and whether
 * they can be read at all. Executors do it, but for a few small files, which the driver is through
 * with before a job would have begun.
 */
final class FileProbe implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 18;
  private static final int MANY = 10_000;
  private static final int FEW = 8;
  private static final long SMALL = 4L << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** First lines of documents written over many lines. */
  private static final Set<String> OPENING = Set.of("{", "[", "[{");

  private final SerializableConfiguration hadoop;

  FileProbe(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  /** A file and how its source says it is to be read. */
  record Request(
      InboxFile file,
      FileFormat format,
      boolean header,
      boolean multiLine,
      String delimiter,
      String quote,
      String escape,
      String encoding)
      implements Serializable {

    static Request of(InboxFile file, ReaderOptions options) {
      return new Request(
          file,
          options.format(),
          options.header(),
          options.multiLine(),
          SourceReader.delimiter(file, options),
          options.quote(),
          options.escape(),
          options.encoding());
    }
  }

  /** Probes files, in the order given. */
  List<ProbedFile> probe(JavaSparkContext spark, List<Request> requests) {
    long bytes = requests.stream().mapToLong(request -> request.file().bytes()).sum();
    if (requests.size() <= FEW && bytes <= SMALL) {
      return requests.stream().map(this::probe).toList();
    }
    int tasks = Math.min(requests.size(), MANY);
    return spark.parallelize(requests, tasks).map(this::probe).collect();
  }

  ProbedFile probe(Request request) {
    if (new Path(request.file().path()).getName().contains(":")) {
      return refused(request, "its name holds a colon, with which Spark opens no file; rename it");
    }
    try {
      return read(request);
    } catch (IOException | UncheckedIOException e) {
      String why = Objects.requireNonNullElse(e.getMessage(), e.toString());
      return refused(
          request, "it cannot be read: %s; a run after that is mended takes it".formatted(why));
    }
  }

  /** A file nothing is known of but its name. */
  private static ProbedFile refused(Request request, String why) {
    InboxFile file = request.file();
    MessageDigest digest = sha256();
    digest.update(file.name().getBytes(StandardCharsets.UTF_8));
    return Findings.refused(why).of(file, hexadecimal(digest), format(request));
  }

  private ProbedFile read(Request request) throws IOException {
    FileFormat format = format(request);
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(open(request.file()), digest)) {
      Findings findings = findings(request, format, in);
      drain(in);
      return findings.of(request.file(), hexadecimal(digest), format);
    }
  }

  private Findings findings(Request request, FileFormat format, InputStream in) {
    if (format == null) {
      return Findings.refused(
          "its ending is none of parquet, csv, tsv, txt, json, jsonl, ndjson (all but parquet also"
              + " with .gz or .zst); rename it, or declare reader.format for its source");
    }
    try {
      return switch (format) {
        case PARQUET -> parquet(request.file());
        case JSON -> json(request, in);
        default -> csv(request, in);
      };
    } catch (IOException e) {
      return Findings.refused(damage(request.file(), e));
    }
  }

  private Findings parquet(InboxFile file) {
    try {
      HadoopInputFile input = HadoopInputFile.fromPath(new Path(file.path()), hadoop.value());
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        MessageType schema = reader.getFileMetaData().getSchema();
        return new Findings(
            false,
            "",
            reader.getRecordCount(),
            schema.toString(),
            ParquetSchema.unreadable(schema).orElse(null));
      }
    } catch (IOException | RuntimeException e) {
      return Findings.refused("it is no Parquet file, or a damaged one");
    }
  }

  private static Findings csv(Request request, InputStream in) throws IOException {
    TextCounter text = new TextCounter();
    QuotedValues values = new QuotedValues(request.delimiter(), request.quote(), request.escape());
    ObjIntConsumer<byte[]> both =
        (bytes, length) -> {
          text.add(bytes, length);
          values.add(bytes, length);
        };
    read(request, in, request.multiLine() ? both : text::add);
    text.end();
    String first = firstLine(text, request);
    String refusal = values.isLastOpen() ? "a quote in it is never closed" : null;
    if (refusal == null && request.header() && first.isBlank()) {
      refusal = "it is empty: there is not even a line that names the columns";
    }
    return new Findings(false, first, text.lines(), null, refusal);
  }

  private Findings json(Request request, InputStream packed) throws IOException {
    TextCounter text = new TextCounter();
    read(request, packed, text::add);
    text.end();
    String first = firstLine(text, request);
    Findings lines = new Findings(false, first, text.lines(), null, null);
    if (text.lines() == 0 || (!request.multiLine() && isRecord(first, text.lines() > 1))) {
      return lines;
    }
    try (InputStream in = Compression.of(request.file().path()).unpacked(open(request.file()));
        JsonParser parser = parser(in, request.encoding())) {
      return document(parser);
    } catch (JsonProcessingException e) {
      if (request.multiLine() || text.lines() == 1 || OPENING.contains(first.strip())) {
        throw e;
      }
      return lines;
    }
  }

  private static Findings document(JsonParser parser) throws IOException {
    JsonToken root = parser.nextToken();
    if (root != JsonToken.START_OBJECT && root != JsonToken.START_ARRAY) {
      return Findings.refused("it holds neither a JSON object nor an array of them");
    }
    parser.skipChildren();
    return parser.nextToken() == null
        ? new Findings(true, "", 0, null, null)
        : Findings.refused("it holds more than one JSON document; write one a line");
  }

  /** UTF-8 is read with its byte order mark, other encodings as they are declared. */
  private static JsonParser parser(InputStream in, String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    return charset.equals(StandardCharsets.UTF_8)
        ? new JsonFactory().createParser(in)
        : new JsonFactory().createParser(new InputStreamReader(in, charset));
  }

  /**
   * Whether the first line is a JSON value of its own, so that the file is one record a line; an
   * array that is all of its file is a document.
   */
  private static boolean isRecord(String line, boolean hasMore) {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return (isObject || hasMore) && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private InputStream open(InboxFile file) throws IOException {
    Path path = new Path(file.path());
    return new StoredBytes(path.getFileSystem(hadoop.value()).open(path));
  }

  private static void read(Request request, InputStream in, ObjIntConsumer<byte[]> scan)
      throws IOException {
    InputStream unpacked = Compression.of(request.file().path()).unpacked(in);
    byte[] buffer = new byte[BUFFER];
    for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
      scan.accept(buffer, read);
    }
  }

  private static String firstLine(TextCounter text, Request request) {
    String line = new String(text.firstLine(), Charset.forName(request.encoding()));
    return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    int read = in.read(buffer);
    while (read >= 0) {
      read = in.read(buffer);
    }
  }

  private static String damage(InboxFile file, IOException e) {
    Compression compression = Compression.of(file.path());
    if (e instanceof JsonProcessingException || compression == Compression.NONE) {
      return "it is no JSON document, or a damaged one";
    }
    String packing = compression.name().toLowerCase(Locale.ROOT);
    return "its %s data are cut off or damaged".formatted(packing);
  }

  private static FileFormat format(Request request) {
    return format(request.file().path(), request.format());
  }

  static FileFormat format(String path, FileFormat declared) {
    if (declared != FileFormat.AUTO) {
      return declared;
    }
    Compression compression = Compression.of(path);
    String name = compression.stripped(path);
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "csv", "tsv", "txt" -> FileFormat.CSV;
      case "json", "jsonl", "ndjson" -> FileFormat.JSON;
      case "parquet" -> compression == Compression.NONE ? FileFormat.PARQUET : null;
      default -> null;
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  private static String hexadecimal(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Tells a file that its storage does not give from one whose content is damaged. */
  private static final class StoredBytes extends FilterInputStream {
    StoredBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  private record Findings(
      boolean isDocument, String firstLine, long lines, String schema, String refusal) {
    static Findings refused(String why) {
      return new Findings(false, "", 0, null, why);
    }

    ProbedFile of(InboxFile file, String fileId, FileFormat format) {
      return new ProbedFile(file, fileId, format, isDocument, firstLine, lines, schema, refusal);
    }
  }
}
