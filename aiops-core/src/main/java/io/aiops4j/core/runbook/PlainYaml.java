package io.aiops4j.core.runbook;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Refuses what a runbook has no use for before it is read: anchors and aliases, which a reader of the text overlooks and which
 * would be read as the anchor's name, and tags.
 */
final class PlainYaml {

    private static final int DEEPEST = 20;

    private PlainYaml() {}

    static void require(YAMLMapper mapper, String yaml) {
        try (JsonParser parser = mapper.createParser(new WholeCharacters(yaml))) {
            int depth = 0;
            while (parser.nextToken() != null) {
                String line = " (line " + parser.currentTokenLocation().getLineNr() + ")";
                if (parser.getObjectId() != null || ((YAMLParser) parser).isCurrentAlias()) {
                    throw new RunbookException("Not a runbook: it uses an anchor or alias. Write the text out." + line);
                }
                if (parser.getTypeId() != null) {
                    throw new RunbookException("Not a runbook: it uses a tag. Leave it out." + line);
                }
                depth += parser.currentToken().isStructStart() ? 1 : 0;
                depth -= parser.currentToken().isStructEnd() ? 1 : 0;
                if (depth > DEEPEST) {
                    throw new RunbookException("Not a runbook: it is nested too deep." + line);
                }
            }
        } catch (JacksonException e) {
            throw RunbookCodec.unreadable(e.getOriginalMessage(), e);
        } catch (IndexOutOfBoundsException e) {
            // the parser's own, at half a character
            throw RunbookCodec.unreadable("its text is broken", e);
        }
    }
}
