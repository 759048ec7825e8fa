package io.aiops4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The code in documents, taken out and compiled against the library. */
final class Examples {

    private Examples() {}

    /** The blocks of a language in a document. */
    static List<String> in(String document, String language) {
        List<String> blocks = new ArrayList<>();
        String open = "```" + language + "\n";
        for (int at = document.indexOf(open); at >= 0; at = document.indexOf(open, at + 1)) {
            blocks.add(document.substring(at + open.length(), document.indexOf("\n```", at + open.length())));
        }
        return blocks;
    }

    /** Compiles a class, with all packages of the library imported. */
    static Class<?> compile(Path folder, String name, String body) throws Exception {
        Path source = Files.writeString(folder.resolve(name + ".java"), imports() + body);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(problems, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
            boolean compiled = javac.getTask(null, files, problems, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as("%s\n%s", problems.getDiagnostics(), body).isTrue();
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Examples.class.getClassLoader()).loadClass(name);
    }

    private static String imports() {
        String all = Library.CLASSES.stream()
                .map(type -> type.getPackageName())
                .distinct()
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining());
        return all + "import java.time.*;\nimport java.util.*;\nimport org.springframework.context.annotation.Bean;\n"
                + "import " + ReadmeTest.class.getName() + ".Ops;\n";
    }
}
