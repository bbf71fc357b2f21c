// nginx in front of a server of ours: TLS with a certificate of its own making, HTTP/1.1 and HTTP/2, buffering or not.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { type Program, printed } from './peer.ts'

export const nginx: Program = {
  name: 'nginx',
  candidates: ['nginx', '/usr/sbin/nginx'],
  probe: ['-v'],
  remedy: 'apt-get install nginx',
}

/** The name in the certificate, and in the Host header that nginx hands on. */
export const publicName = 'bridge.example'

export interface Front {
  readonly port: number
  /** The certificate, for clients to trust. */
  readonly certificate: string
  readonly certificateFile: string
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const configuration = (folder: string, port: number, behind: number, buffering: 'on' | 'off') => `
daemon off; master_process off; worker_processes 1;
pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} ssl http2;
    server_name ${publicName};
    ssl_certificate ${folder}/certificate.pem; ssl_certificate_key ${folder}/key.pem;
    client_max_body_size 64m;
    location / {
      proxy_pass http://127.0.0.1:${behind};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_buffering ${buffering};
    }
  }
}
`

export async function nginxBefore(command: string, behind: number, buffering: 'on' | 'off'): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), 'responses-bridge-nginx-'))
  const certificateFile = join(folder, 'certificate.pem')
  const names = ['-subj', `/CN=${publicName}`, '-addext', `subjectAltName=DNS:${publicName}`]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(folder, 'key.pem')]
  await printed('openssl', ['req', '-x509', '-days', '2', ...key, ...names, '-out', certificateFile])
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, behind, buffering))
  const child = spawn(command, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const close = () => {
    child.kill('SIGTERM')
    return ended
  }
  const certificate = readFileSync(certificateFile, 'utf8')
  await listening(port, certificate, () => child.exitCode !== null, join(folder, 'error.log'))
  return { port, certificate, certificateFile, close }
}

async function listening(port: number, ca: string, gone: () => boolean, log: string): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await answers(port, ca))) {
    if (gone() || Date.now() > end) throw new Error(`nginx does not start: ${readFileSync(log, 'utf8')}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

function answers(port: number, ca: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: publicName }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
