"""The script of Pagefind, made to read our files: where something stands otherwise than expected, it is refused."""

from functools import lru_cache
from importlib.resources import files

from newsdesk.output.search.pagefind import LANGUAGE
from newsdesk.output.search.stretch import changed

WORKER = "pagefind-worker.js"
"""The script that a page starts beside itself."""

_LOUD = "catch(e){console.error(`Failed to load the index chunk"
_META = "let compressed_resp=await this.throttledFetch(`${this.basePath}pagefind.${index}.pf_meta`);"
_META += "let compressed_meta=await compressed_resp.arrayBuffer();"
_OPEN = 'this.decompress(new Uint8Array(compressed_meta),"Pagefind metadata")'
_WASM = (
    "let compressed_resp=await this.throttledFetch(wasm_url);let compressed_wasm=await compressed_resp.arrayBuffer();"
)
_CHUNK = "let chunk=this.decompress(new Uint8Array(compressed_chunk),url);"
_LOAD = "{if(!this.loaded_chunks[hash]){const url=`${this.basePath}index/${hash}.pf_index`;"
_LOAD += 'this.loaded_chunks[hash]=this._loadGenericChunk(url,"load_index_chunk");}'
_RESULT = "`${this.basePath}fragment/${hash}.pf_fragment`"
_RESULTS = "let resultsInterface=results.map((result2)=>{"
_LANGUAGES = f"this.languages={{{LANGUAGE}:{{hash:`all`}}}};this.loadedVersion=this.version;return;"
# What stands in the script once, and what is to stand there.
_CHANGES = {
    # Pagefind goes on without a part of its index: what stands there would be "in no entry".
    _LOUD: _LOUD.replace("{", "{throw e;", 1),
    # A file of ours is made wide before it is read. A phrase needs the places of its words, too.
    _OPEN: f"widened({_OPEN})",
    "async _loadGenericChunk(url,method){": "async _loadGenericChunk(url,method,exact){",
    _CHUNK: _CHUNK
    + "const place=exact&&placesOf(chunk)&&`${this.basePath}index/${placesOf(chunk)}.pf_places`;"
    + "chunk=widened(chunk,place&&this.decompress("
    + "new Uint8Array(await(await this.throttledFetch(place)).arrayBuffer()),place));",
    ".map((chunk)=>this.loadChunk(chunk));": ".map((chunk)=>this.loadChunk(chunk,exact_search));",
    f"async loadChunk(hash){_LOAD}": "async loadChunk(hash,exact){const url=`${this.basePath}index/${hash}.pf_index`;"
    "const load=()=>this._loadGenericChunk(url,'load_index_chunk',exact);this.placed??={};"
    "if(exact&&!this.placed[hash]){this.placed[hash]=true;"
    "this.loaded_chunks[hash]=Promise.resolve(this.loaded_chunks[hash]).then(load);}"
    "else this.loaded_chunks[hash]??=load();",
    # The names of these files say nothing of their content.
    f"this.throttledFetch({_RESULT})": f'this.throttledFetch(new Request({_RESULT},{{cache:"no-cache"}}))',
    # What a page has loaded while the script was on its way is not loaded again.
    "this.primary=primary;": "this.primary=primary;this.given=opts.given;",
    "async loadEntry(){try{": f"async loadEntry(){{if(this.given){{{_LANGUAGES}}}try{{",
    _META: "let compressed_meta=this.given?.meta??await(await this.throttledFetch(new Request("
    '`${this.basePath}pagefind.${index}.pf_meta`,{cache:"no-cache"}))).arrayBuffer();',
    _WASM: "let compressed_wasm=this.given?.wasm??await(await this.throttledFetch(wasm_url)).arrayBuffer();",
    # Without words Pagefind would load the whole index, and not look into it.
    "this.backend.request_indexes(ptr,term)": 'filter_only?"[]":this.backend.request_indexes(ptr,term)',
    # Of thousands of results each word's place would be handed on, of which a search of ours reads nothing.
    _RESULTS: "let resultsInterface=options.bare?results.map((one)=>({id:one.p,score:one.s})):"
    + _RESULTS.removeprefix("let resultsInterface="),
}
_BARE = "{const found=await getInstance(instanceId).search(args[0],{...args[1],bare:true});"
_BARE += "return{id,result:found.results};}"
_IN_THE_WORKER = {'case"search":{': f'case"bare":{_BARE}case"search":{{'}


def patched(name: str, script: bytes) -> bytes:
    """A script of Pagefind's that reads our files, and fails where one cannot be read."""
    text = script.decode()
    for old, new in {**_CHANGES, **(_IN_THE_WORKER if name == WORKER else {})}.items():
        if text.count(old) != 1:
            raise changed()
        text = text.replace(old, new)
    return (_widening() + text).encode()


@lru_cache(maxsize=1)
def _widening() -> str:
    return (files("newsdesk.output.search") / "widening.js").read_text("utf-8")
