// An equirectangular picture on the inside of a sphere: drag or arrows turn it, + and - zoom. WebGL 1, no library.

const VERTEX = 'attribute vec2 p;varying vec2 v;void main(){v=p;gl_Position=vec4(p,0.,1.);}';
const FRAGMENT = `precision highp float;
varying vec2 v;uniform sampler2D picture;uniform float yaw,pitch,zoom,ratio;
void main(){
  vec3 ray=normalize(vec3(v.x*ratio*zoom,v.y*zoom,1.));
  float c=cos(pitch),s=sin(pitch);
  ray=vec3(ray.x,ray.y*c+ray.z*s,ray.z*c-ray.y*s);
  float lon=atan(ray.x,ray.z)+yaw;
  float lat=asin(clamp(ray.y,-1.,1.));
  gl_FragColor=texture2D(picture,vec2(fract(lon/6.2831853+.5),.5-lat/3.1415927));
}`;

export async function show(figure, link) {
  const image = new Image();
  image.src = figure.dataset.panorama;
  await image.decode();
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl');
  if (!gl) throw new Error('no WebGL');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', figure.querySelector('figcaption').textContent);

  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  const place = gl.getAttribLocation(program, 'p');
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, image);
  for (const [name, value] of [[gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE], [gl.TEXTURE_MIN_FILTER, gl.LINEAR]]) {
    gl.texParameteri(gl.TEXTURE_2D, name, value);
  }

  const view = { yaw: 0, pitch: 0, zoom: 0.7 };
  let waiting = false;
  const draw = () => {
    waiting = false;
    const scale = Math.min(devicePixelRatio, 2);
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    gl.viewport(0, 0, canvas.width, canvas.height);
    for (const name of ['yaw', 'pitch', 'zoom']) gl.uniform1f(gl.getUniformLocation(program, name), view[name]);
    gl.uniform1f(gl.getUniformLocation(program, 'ratio'), canvas.width / canvas.height);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
  const turn = (yaw, pitch, zoom = 1) => {
    view.yaw += yaw;
    view.pitch = Math.max(-1.2, Math.min(1.2, view.pitch + pitch));
    view.zoom = Math.max(0.3, Math.min(1.2, view.zoom * zoom));
    if (!waiting) { waiting = true; requestAnimationFrame(draw); }
  };

  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    const step = (2 * view.zoom) / canvas.clientHeight;
    turn(-event.movementX * step, event.movementY * step);
  });
  const keys = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.08], ArrowDown: [0, -0.08], Equal: [0, 0, 0.9], Minus: [0, 0, 1.1], NumpadAdd: [0, 0, 0.9], NumpadSubtract: [0, 0, 1.1] };
  canvas.addEventListener('keydown', (event) => {
    if (!keys[event.code]) return;
    event.preventDefault();
    turn(...keys[event.code]);
  });
  new ResizeObserver(() => turn(0, 0)).observe(canvas);
  link.replaceWith(canvas);
  canvas.focus({ preventScroll: true });
  turn(0, 0);
}
