package io.aiops4j.samples.app;

import java.util.List;

/** Texts that would like to be code. Each calls {@code __xss}, if anything of it is ever taken for more than a text. */
final class Payloads {

    static final List<String> ALL = List.of(
            // elements that run by themselves
            "<script>__xss(1)</script>",
            "<ScRiPt>__xss(2)</sCrIpT>",
            "<scr<script>ipt>__xss(3)</scr</script>ipt>",
            "<img src=x onerror=__xss(4)>",
            "<img src=x:x onerror=\"__xss(5)\"",
            "<svg onload=__xss(6)>",
            "<svg><animate onbegin=__xss(7) attributeName=x dur=1s>",
            "<svg><script>__xss(8)</script></svg>",
            "<details open ontoggle=__xss(9)>more</details>",
            "<input autofocus onfocus=__xss(10)>",
            "<video><source onerror=__xss(11)></video>",
            "<iframe srcdoc=\"<script>parent.__xss(12)</script>\"></iframe>",
            "<object data=\"data:text/html,<script>parent.__xss(13)</script>\"></object>",
            // addresses that are code
            "<a href=\"javascript:__xss(14)\">look here</a>",
            "javascript:__xss(15)//",
            "<a href=\"jAvAsCrIpT&colon;__xss(16)\">or here</a>",
            "<form action=javascript:__xss(17)><button>and here</button></form>",
            // out of an attribute, a tag, a text
            "\" autofocus onfocus=\"__xss(18)",
            "' onmouseover='__xss(19)' x='",
            "</textarea></title></style></script><img src=x onerror=__xss(20)>",
            "--><img src=x onerror=__xss(21)><!--",
            "]]><script>__xss(22)</script>",
            // out of JSON and of JavaScript
            "\"}];__xss(23);//",
            "\\\";__xss(24);//",
            "\\u003cscript\\u003e__xss(25)\\u003c/script\\u003e",
            // templates, styles, what a parser makes of it the second time
            "{{constructor.constructor('__xss(26)')()}}#{__xss(26)}<%= __xss(26) %>",
            "<style>@import 'javascript:__xss(27)';body{background:url(javascript:__xss(27))}</style>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=__xss(28)&gt;\">",
            "&lt;img src=x onerror=__xss(29)&gt;&#60;script&#62;__xss(29)",
            // what cannot be seen, or turns the reading direction
            "\u202e<\u200bscript>__xss(30)</script>\u2066\u00ad\ufeff\u2028end");

    private Payloads() {}
}
