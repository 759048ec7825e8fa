package io.aiops4j.learning.llm;

import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.aiops4j.core.HostCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer must look like, in words for the model, and what is wrong with one: clients drop parts of a schema, and servers
 * look at none.
 */
final class Shape {

    private static final int MOST_FAULTS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonSchemaElement root;

    Shape(JsonSchemaElement root) {
        this.root = root;
    }

    /** The schema as JSON. */
    String words() {
        return JSON.writeValueAsString(tree(root));
    }

    private static Map<String, Object> tree(JsonSchemaElement element) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (element instanceof JsonObjectSchema object) {
            Map<String, Object> properties = new LinkedHashMap<>();
            object.properties().forEach((name, each) -> properties.put(name, tree(each)));
            tree.put("type", "object");
            tree.put("properties", properties);
            tree.put("required", required(object));
        } else if (element instanceof JsonArraySchema array) {
            tree.put("type", "array");
            if (array.items() != null) {
                tree.put("items", tree(array.items()));
            }
        } else if (element instanceof JsonEnumSchema choice) {
            tree.put("enum", choice.enumValues());
        } else if (element instanceof JsonAnyOfSchema any) {
            tree.put("anyOf", any.anyOf().stream().map(Shape::tree).toList());
        } else if (!type(element).isEmpty()) {
            tree.put("type", type(element));
        }
        if (element.description() != null) {
            tree.put("description", element.description());
        }
        return tree;
    }

    private static List<String> required(JsonObjectSchema object) {
        return object.required() == null ? List.of() : object.required();
    }

    private static String type(JsonSchemaElement element) {
        if (element instanceof JsonStringSchema) {
            return "string";
        }
        if (element instanceof JsonIntegerSchema) {
            return "integer";
        }
        if (element instanceof JsonNumberSchema) {
            return "number";
        }
        if (element instanceof JsonBooleanSchema) {
            return "boolean";
        }
        return element instanceof JsonNullSchema ? "null" : "";
    }

    /** What is wrong, each with its path; empty if nothing is. A kind of schema that is not known asks for nothing. */
    List<String> faults(JsonNode answer) {
        List<String> faults = new ArrayList<>();
        look(answer, root, "$", faults);
        return faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults;
    }

    private static void look(JsonNode value, JsonSchemaElement wanted, String path, List<String> faults) {
        if (wanted instanceof JsonObjectSchema object) {
            members(value, object, path, faults);
        } else if (wanted instanceof JsonArraySchema array) {
            if (!value.isArray()) {
                faults.add(path + " must be an array");
            } else if (array.items() != null) {
                for (int i = 0; i < value.size(); i++) {
                    look(value.get(i), array.items(), path + "[" + i + "]", faults);
                }
            }
        } else if (wanted instanceof JsonEnumSchema choice) {
            if (!value.isString() || !choice.enumValues().contains(value.stringValue())) {
                faults.add(path + " must be one of " + choice.enumValues());
            }
        } else if (wanted instanceof JsonAnyOfSchema any) {
            if (any.anyOf().stream().noneMatch(each -> fits(value, each))) {
                faults.add(path + " fits none of its alternatives");
            }
        } else if (!isOf(value, type(wanted))) {
            faults.add(path + " must be of type " + type(wanted));
        }
    }

    private static boolean fits(JsonNode value, JsonSchemaElement wanted) {
        List<String> faults = new ArrayList<>();
        look(value, wanted, "$", faults);
        return faults.isEmpty();
    }

    private static void members(JsonNode value, JsonObjectSchema object, String path, List<String> faults) {
        if (!value.isObject()) {
            faults.add(path + " must be an object");
            return;
        }
        for (String name : required(object)) {
            if (!value.has(name)) {
                faults.add(path + "." + name + " is missing");
            }
        }
        value.properties().forEach(member -> {
            JsonSchemaElement known = object.properties().get(member.getKey());
            if (known != null) {
                look(member.getValue(), known, path + "." + member.getKey(), faults);
            } else if (Boolean.FALSE.equals(object.additionalProperties())) {
                faults.add(path + "." + HostCode.line(member.getKey(), 40) + " is not wanted");
            }
        });
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
