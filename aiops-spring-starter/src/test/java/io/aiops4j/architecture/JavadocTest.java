package io.aiops4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every public type and method says what it is for, every public type that one writes code with shows how, and every record
 * explains its components. Javadoc itself checks the rest.
 */
class JavadocTest {

    @Test
    void everything_public_is_explained() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> unexplained = new ArrayList<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) javac.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(Sources.all()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(docs, unexplained).scan(unit, null);
            }
        }
        assertThat(unexplained).isEmpty();
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private static final Set<Tree.Kind> OPEN = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

        private final DocTrees docs;
        private final List<String> unexplained;

        Scanner(DocTrees docs, List<String> unexplained) {
            this.docs = docs;
            this.unexplained = unexplained;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers())) {
                return null; // nor is anything in it
            }
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            String name = type.getSimpleName().toString();
            require(doc != null, name);
            String text = String.valueOf(doc);
            boolean topLevel = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
            require(!topLevel || type.getKind() == Tree.Kind.ENUM || text.contains("{@code"), name + ": no example");
            if (type.getKind() == Tree.Kind.RECORD) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof VariableTree component
                            && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
                        require(
                                text.contains("@param " + component.getName() + " "),
                                name + ": @param " + component.getName());
                    }
                }
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            TreePath owner = getCurrentPath().getParentPath();
            boolean open = OPEN.contains(owner.getLeaf().getKind());
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            boolean generated =
                    docs.getSourcePositions().getEndPosition(getCurrentPath().getCompilationUnit(), method) < 0;
            if ((open || isPublic(method.getModifiers()))
                    && !overrides
                    && !generated
                    && !method.getName().contentEquals("<init>")) {
                require(
                        docs.getDocCommentTree(getCurrentPath()) != null,
                        ((ClassTree) owner.getLeaf()).getSimpleName() + "." + method.getName());
            }
            return null;
        }

        private boolean isPublic(ModifiersTree modifiers) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (parent instanceof ClassTree owner && OPEN.contains(owner.getKind()));
        }

        private void require(boolean fine, String what) {
            if (!fine) {
                unexplained.add(
                        getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + what);
            }
        }
    }
}
