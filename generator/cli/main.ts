#!/usr/bin/env node
import { processConsole } from './console.js'
import { exitCodes } from './exit-code.js'
import { runCli } from './run-cli.js'

process.once('SIGINT', () => process.exit(exitCodes.interrupted))

process.exitCode = await runCli(process.argv.slice(2), processConsole())

// A module that a call activated may have left a timer or a socket behind; everything that was to be printed is out.
setTimeout(() => process.exit(), 500).unref()
