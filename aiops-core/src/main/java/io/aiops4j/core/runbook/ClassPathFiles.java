package io.aiops4j.core.runbook;

import io.aiops4j.core.document.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The runbooks of a folder on the class path, by name: from directories and from jars, also from a jar within a jar. */
final class ClassPathFiles {

    private ClassPathFiles() {}

    static List<RunbookFolder.Written> read(String folder, ClassLoader loader) {
        List<RunbookFolder.Written> files = new ArrayList<>();
        try {
            List<URL> places = Collections.list(loader.getResources(folder));
            if (places.isEmpty()) {
                throw new DocumentException(
                        "There is no folder '" + folder + "' on the class path. Check its name; a jar that"
                                + " was built without entries for its folders does not show them.");
            }
            for (URL place : places) {
                files.addAll(read(folder, place));
            }
        } catch (IOException | URISyntaxException e) {
            throw new DocumentException(
                    "Cannot read '" + folder + "' on the class path: " + e + ". Check that the jar is whole.", e);
        }
        return files;
    }

    private static List<RunbookFolder.Written> read(String folder, URL place) throws IOException, URISyntaxException {
        if (place.getProtocol().equals("file")) {
            return FolderFiles.read(Path.of(place.toURI()));
        }
        URLConnection connection = place.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new DocumentException("Cannot list " + place + ". Put the runbooks into a jar or a directory.");
        }
        // a jar of our own, so that closing it hurts nobody
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
            return read(folder, file, String.valueOf(jar.getEntryName()));
        }
    }

    private static List<RunbookFolder.Written> read(String folder, JarFile jar, String entry) throws IOException {
        String within = entry.endsWith("/") ? entry : entry + "/";
        Map<String, JarEntry> names = new TreeMap<>();
        for (JarEntry each : Collections.list(jar.entries())) {
            String name = each.getName().startsWith(within) ? each.getName().substring(within.length()) : "";
            if (!each.isDirectory() && FileNames.isRunbook(name) && FileNames.depth(name) < RunbookFolder.DEEPEST) {
                names.put(name, each);
            }
        }
        List<RunbookFolder.Written> files = new ArrayList<>();
        long characters = 0;
        for (Map.Entry<String, JarEntry> each : names.entrySet()) {
            RunbookFolder.Written file = read(each.getKey(), jar, each.getValue());
            files.add(file);
            characters += file.text() == null ? 0 : file.text().length();
            if (files.size() > RunbookFolder.MOST_FILES || characters > RunbookFolder.MOST_BYTES) {
                throw FileNames.tooMuch(folder);
            }
        }
        return files;
    }

    private static RunbookFolder.Written read(String name, JarFile jar, JarEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            return new RunbookFolder.Written(name, RunbookCodec.DOCUMENTS.text(bytes), null);
        } catch (DocumentException e) {
            return new RunbookFolder.Written(name, null, String.valueOf(e.getMessage()));
        }
    }
}
