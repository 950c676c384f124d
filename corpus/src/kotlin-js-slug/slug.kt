// Makes the slug of a title, on the garbage collector of the host.
@file:OptIn(kotlin.js.ExperimentalWasmJsInterop::class, kotlin.js.ExperimentalJsExport::class)

fun log(text: String): Unit = js("console.log(text)")

class Title(val words: List<String>) {
    init {
        require(words.isNotEmpty()) { "a title has words" }
    }

    fun slug(): String = words.joinToString("-") { it.lowercase() }
}

@JsExport
fun slug(title: String): String =
    try {
        Title(title.split(' ').filter { it.isNotEmpty() }).slug()
    } catch (_: IllegalArgumentException) {
        log("no title")
        ""
    }
